// Package knative is left out of this build of Traefik.
package knative

import "github.com/traefik/traefik/v3/pkg/provider/absent"

// ProviderName is the name of the provider in Traefik's configuration.
const ProviderName = "knative"

// Provider refuses to start.
type Provider = absent.Provider
