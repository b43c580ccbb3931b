// Package fast is left out of this build of Traefik: the experimental fast proxy answers no request.
package fast

import (
	"net/http"
	"net/url"

	"github.com/traefik/traefik/v3/pkg/config/dynamic"
	"github.com/traefik/traefik/v3/pkg/config/static"
	"github.com/traefik/traefik/v3/pkg/provider/absent"
)

// ProxyBuilder builds nothing.
type ProxyBuilder struct{}

// NewProxyBuilder returns a builder that refuses.
func NewProxyBuilder(any, static.FastProxyConfig) *ProxyBuilder { return &ProxyBuilder{} }

// Update does nothing.
func (*ProxyBuilder) Update(map[string]*dynamic.ServersTransport) {}

// Build refuses.
func (*ProxyBuilder) Build(string, *url.URL, bool, bool) (http.Handler, error) {
	return nil, absent.ErrLeftOut
}
