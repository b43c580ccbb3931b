// Package redis is left out of this build of Traefik.
package redis

import "github.com/traefik/traefik/v3/pkg/provider/absent"

// ProviderName is the name of the provider in Traefik's configuration.
const ProviderName = "redis"

// Provider refuses to start.
type Provider = absent.Provider
