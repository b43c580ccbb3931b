/**
 * Files and folders of Traefik that this build does without; `overlay/` has small packages of ours in their place where
 * others import them. Each brings a large tree of modules and serves nothing in a cluster of the hands-on.
 */
export const LEFT_OUT: readonly string[] = [
  // Not part of the program.
  'cmd/internal', 'contrib', 'docs', 'generate.go', 'integration', 'internal', 'pkg/testhelpers', 'script',
  // Providers other than Kubernetes Ingress, files, HTTP and REST: the SDKs of clouds, container engines, key-value stores.
  'pkg/config/kv', 'pkg/provider/consulcatalog', 'pkg/provider/docker', 'pkg/provider/ecs', 'pkg/provider/kv', 'pkg/provider/nomad', 'pkg/provider/tailscale',
  'pkg/provider/kubernetes/crd', 'pkg/provider/kubernetes/gateway', 'pkg/provider/kubernetes/knative',
  // Pieces of nginx's own configuration in annotations.
  'pkg/middlewares/ingressnginx/snippet',
  // Certificates from an authority: the DNS providers of its client alone need hundreds of modules.
  'pkg/provider/acme',
  // Plugins: a Go interpreter and a WebAssembly machine.
  ...['builder', 'downloader', 'manager', 'middlewarewasm', 'middlewareyaegi', 'plugins', 'providers', 'wasip', 'wasip_mock'].map((name) => `pkg/plugins/${name}.go`),
  'pkg/observability/logs/aws.go', 'pkg/observability/logs/wasm.go',
  // Metrics other than Prometheus'.
  ...['datadog', 'influxdb2', 'otel', 'statsd'].map((name) => `pkg/observability/metrics/${name}.go`),
  // Rate limits kept in Redis, HTTP/3, the experimental fast proxy, reports of its use.
  'pkg/middlewares/ratelimiter/lua.go', 'pkg/middlewares/ratelimiter/redis_limiter.go', 'pkg/server/server_entrypoint_tcp_http3.go', 'pkg/proxy/fast', 'pkg/collector',
];
