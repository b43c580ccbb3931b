// Package crd is left out of this build of Traefik.
package crd

import (
	"github.com/traefik/traefik/v3/pkg/provider/absent"
	"github.com/traefik/traefik/v3/pkg/provider/kubernetes/gateway"
)

// ProviderName is the name of the provider in Traefik's configuration.
const ProviderName = "kubernetescrd"

// Provider refuses to start.
type Provider struct {
	absent.Provider `label:"-" file:"-"`
}

// FillExtensionBuilderRegistry does nothing: neither provider is there.
func (*Provider) FillExtensionBuilderRegistry(*gateway.Provider) {}
