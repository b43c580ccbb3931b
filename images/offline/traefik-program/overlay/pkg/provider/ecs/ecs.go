// Package ecs is left out of this build of Traefik.
package ecs

import "github.com/traefik/traefik/v3/pkg/provider/absent"

// ProviderName is the name of the provider in Traefik's configuration.
const ProviderName = "ecs"

// Provider refuses to start.
type Provider = absent.Provider
