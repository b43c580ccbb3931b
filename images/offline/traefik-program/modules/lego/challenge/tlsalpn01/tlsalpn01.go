// Package tlsalpn01 stands in for lego's.
package tlsalpn01

// ACMETLS1Protocol is the ALPN name of the TLS-ALPN challenge (RFC 8737, section 6.2).
const ACMETLS1Protocol = "acme-tls/1"
