// Package absent stands in for the providers that this build of Traefik leaves out, so that the rest of Traefik
// compiles unchanged. Asking for one of them is an error in Traefik's log and nothing else.
package absent

import (
	"errors"

	"github.com/traefik/traefik/v3/pkg/config/dynamic"
	"github.com/traefik/traefik/v3/pkg/safe"
)

// ErrLeftOut is what every part says that was left out of this build.
var ErrLeftOut = errors.New("this build of Traefik was made without that part: it serves Kubernetes Ingress, files, HTTP and REST")

// Provider refuses to start.
type Provider struct{}

// Init implements provider.Provider.
func (*Provider) Init() error { return ErrLeftOut }

// Provide implements provider.Provider.
func (*Provider) Provide(chan<- dynamic.Message, *safe.Pool) error { return ErrLeftOut }

// Builder stands in for the builders of providers that watch several namespaces.
type Builder struct{}

// BuildProviders returns one provider, so that asking for it is reported.
func (*Builder) BuildProviders() []*Provider { return []*Provider{{}} }
