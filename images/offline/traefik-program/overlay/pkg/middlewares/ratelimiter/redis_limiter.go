package ratelimiter

import (
	"context"
	"time"

	"github.com/rs/zerolog"
	"github.com/traefik/traefik/v3/pkg/config/dynamic"
	"github.com/traefik/traefik/v3/pkg/provider/absent"
	"golang.org/x/time/rate"
)

// newRedisLimiter refuses: this build limits rates in memory only.
func newRedisLimiter(context.Context, rate.Limit, int64, time.Duration, int, dynamic.RateLimit, *zerolog.Logger) (limiter, error) {
	return nil, absent.ErrLeftOut
}
