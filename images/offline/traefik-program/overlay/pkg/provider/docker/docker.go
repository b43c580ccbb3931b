// Package docker is left out of this build of Traefik.
package docker

import (
	ptypes "github.com/traefik/paerser/types"
	"github.com/traefik/traefik/v3/pkg/config/dynamic"
	"github.com/traefik/traefik/v3/pkg/provider/absent"
	"github.com/traefik/traefik/v3/pkg/safe"
)

// Names of the providers in Traefik's configuration.
const (
	DockerName = "docker"
	SwarmName  = "swarm"
)

// Provider refuses to start.
type Provider struct {
	HTTPClientTimeout ptypes.Duration
}

// Init implements provider.Provider.
func (*Provider) Init() error { return absent.ErrLeftOut }

// Provide implements provider.Provider.
func (*Provider) Provide(chan<- dynamic.Message, *safe.Pool) error { return absent.ErrLeftOut }

// SwarmProvider refuses to start.
type SwarmProvider struct {
	HTTPClientTimeout ptypes.Duration
	RefreshSeconds    ptypes.Duration
}

// Init implements provider.Provider.
func (*SwarmProvider) Init() error { return absent.ErrLeftOut }

// Provide implements provider.Provider.
func (*SwarmProvider) Provide(chan<- dynamic.Message, *safe.Pool) error { return absent.ErrLeftOut }
