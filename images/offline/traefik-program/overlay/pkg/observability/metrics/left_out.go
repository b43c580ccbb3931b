package metrics

import (
	"context"

	"github.com/rs/zerolog/log"
	otypes "github.com/traefik/traefik/v3/pkg/observability/types"
	"github.com/traefik/traefik/v3/pkg/provider/absent"
	"go.opentelemetry.io/otel/semconv/v1.37.0/httpconv"
)

// SemConvMetricsRegistry is never made: this build exports metrics to Prometheus only.
type SemConvMetricsRegistry struct{}

// NewSemConvMetricRegistry refuses.
func NewSemConvMetricRegistry(context.Context, *otypes.OTLP) (*SemConvMetricsRegistry, error) {
	return nil, absent.ErrLeftOut
}

// HTTPServerRequestDuration measures nothing.
func (*SemConvMetricsRegistry) HTTPServerRequestDuration() httpconv.ServerRequestDuration {
	return httpconv.ServerRequestDuration{}
}

// HTTPClientRequestDuration measures nothing.
func (*SemConvMetricsRegistry) HTTPClientRequestDuration() httpconv.ClientRequestDuration {
	return httpconv.ClientRequestDuration{}
}

// RegisterDatadog refuses.
func RegisterDatadog(context.Context, *otypes.Datadog) Registry { return refused("datadog") }

// RegisterStatsd refuses.
func RegisterStatsd(context.Context, *otypes.Statsd) Registry { return refused("statsd") }

// RegisterInfluxDB2 refuses.
func RegisterInfluxDB2(context.Context, *otypes.InfluxDB2) Registry { return refused("influxdb2") }

// RegisterOpenTelemetry refuses.
func RegisterOpenTelemetry(context.Context, *otypes.OTLP) Registry { return refused("openTelemetry") }

func refused(name string) Registry {
	log.Error().Err(absent.ErrLeftOut).Str("metricsProviderName", name).Send()
	return NewVoidRegistry()
}

// StopDatadog does nothing.
func StopDatadog() {}

// StopStatsd does nothing.
func StopStatsd() {}

// StopInfluxDB2 does nothing.
func StopInfluxDB2() {}

// StopOpenTelemetry does nothing.
func StopOpenTelemetry() {}
