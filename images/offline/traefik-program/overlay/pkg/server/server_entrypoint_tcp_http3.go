package server

import (
	"context"

	"github.com/traefik/traefik/v3/pkg/config/static"
	"github.com/traefik/traefik/v3/pkg/provider/absent"
	tcprouter "github.com/traefik/traefik/v3/pkg/server/router/tcp"
)

// http3server is left out of this build of Traefik.
type http3server struct{}

// newHTTP3Server refuses an entry point that asks for HTTP/3.
func newHTTP3Server(_ context.Context, _ string, config *static.EntryPoint, _ *httpServer) (*http3server, error) {
	if config.HTTP3 == nil {
		return nil, nil
	}
	return nil, absent.ErrLeftOut
}

// Start refuses.
func (*http3server) Start() error { return absent.ErrLeftOut }

// Switch does nothing.
func (*http3server) Switch(*tcprouter.Router) {}

// Shutdown does nothing.
func (*http3server) Shutdown(context.Context) error { return nil }

// Close does nothing.
func (*http3server) Close() error { return nil }
