// Package collector is left out of this build of Traefik: it reports its use to nobody.
package collector

import (
	"github.com/traefik/traefik/v3/pkg/config/static"
	"github.com/traefik/traefik/v3/pkg/provider/absent"
)

// Collect refuses.
func Collect(*static.Configuration) error { return absent.ErrLeftOut }
