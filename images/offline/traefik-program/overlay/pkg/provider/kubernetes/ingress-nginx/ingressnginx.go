// Package ingressnginx is left out of this build of Traefik.
package ingressnginx

import (
	"github.com/traefik/traefik/v3/pkg/config/dynamic"
	"github.com/traefik/traefik/v3/pkg/provider/absent"
	"github.com/traefik/traefik/v3/pkg/safe"
)

// ProviderName is the name of the provider in Traefik's configuration.
const ProviderName = "kubernetesingressnginx"

// Provider refuses to start.
type Provider struct {
	WatchNamespace         string
	WatchNamespaceSelector string
	NonTLSEntryPoints      []string `label:"-" file:"-"`
}

// Init implements provider.Provider.
func (*Provider) Init() error { return absent.ErrLeftOut }

// Provide implements provider.Provider.
func (*Provider) Provide(chan<- dynamic.Message, *safe.Pool) error { return absent.ErrLeftOut }
