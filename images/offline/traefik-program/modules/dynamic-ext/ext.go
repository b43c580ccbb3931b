// Package ext is Traefik's extension point of the dynamic configuration, with no extension: it is a module of its own
// that is not published.
package ext

// HTTP extends the HTTP configuration with nothing.
type HTTP struct{}

// Router extends a router with nothing.
type Router struct{}
