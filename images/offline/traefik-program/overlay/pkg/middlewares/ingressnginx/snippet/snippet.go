// Package snippet is left out of this build of Traefik, as is the provider that uses it.
package snippet

import (
	"context"
	"net/http"

	"github.com/traefik/traefik/v3/pkg/config/dynamic"
	"github.com/traefik/traefik/v3/pkg/provider/absent"
)

// New refuses.
func New(context.Context, http.Handler, *dynamic.Snippet, string) (http.Handler, error) {
	return nil, absent.ErrLeftOut
}
