// Package consul is left out of this build of Traefik.
package consul

import "github.com/traefik/traefik/v3/pkg/provider/absent"

// ProviderName is the name of the provider in Traefik's configuration.
const ProviderName = "consul"

// ProviderBuilder refuses to start.
type ProviderBuilder = absent.Builder
