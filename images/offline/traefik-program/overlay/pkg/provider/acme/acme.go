// Package acme is left out of this build of Traefik: a certificate resolver of kind ACME is refused.
package acme

import (
	"net/http"

	ptypes "github.com/traefik/paerser/types"
	"github.com/traefik/traefik/v3/pkg/config/dynamic"
	"github.com/traefik/traefik/v3/pkg/provider/absent"
	"github.com/traefik/traefik/v3/pkg/safe"
	traefiktls "github.com/traefik/traefik/v3/pkg/tls"
)

// Configuration is the part of a resolver's configuration that the static configuration looks at.
type Configuration struct {
	CAServer      string
	Storage       string
	DNSChallenge  *DNSChallenge
	HTTPChallenge *HTTPChallenge
	TLSChallenge  *TLSChallenge
}

// DNSChallenge is what the static configuration looks at.
type DNSChallenge struct {
	Provider                string
	DisablePropagationCheck bool
	DelayBeforeCheck        ptypes.Duration
	Propagation             *Propagation
}

// Propagation is what the static configuration looks at.
type Propagation struct {
	DisableChecks     bool
	DelayBeforeChecks ptypes.Duration
}

// HTTPChallenge is what the internal provider looks at.
type HTTPChallenge struct {
	EntryPoint string
}

// TLSChallenge is what the router factory looks at.
type TLSChallenge struct {
	Delay ptypes.Duration
}

// LocalStore keeps nothing.
type LocalStore struct{}

// NewLocalStore returns a store that keeps nothing.
func NewLocalStore(string, *safe.Pool) *LocalStore { return &LocalStore{} }

// ChallengeHTTP answers no challenge.
type ChallengeHTTP struct{}

// NewChallengeHTTP returns a handler that answers no challenge.
func NewChallengeHTTP() *ChallengeHTTP { return &ChallengeHTTP{} }

// ServeHTTP answers that there is no challenge.
func (*ChallengeHTTP) ServeHTTP(rw http.ResponseWriter, req *http.Request) { http.NotFound(rw, req) }

// ChallengeTLSALPN provides no certificate.
type ChallengeTLSALPN struct{}

// NewChallengeTLSALPN returns a provider without certificates.
func NewChallengeTLSALPN() *ChallengeTLSALPN { return &ChallengeTLSALPN{} }

// Init implements provider.Provider.
func (*ChallengeTLSALPN) Init() error { return nil }

// Provide implements provider.Provider.
func (*ChallengeTLSALPN) Provide(chan<- dynamic.Message, *safe.Pool) error { return nil }

// ListenConfiguration does nothing.
func (*ChallengeTLSALPN) ListenConfiguration(dynamic.Configuration) {}

// Provider refuses to start.
type Provider struct {
	absent.Provider
	*Configuration

	ResolverName          string
	Store                 *LocalStore
	TLSChallengeProvider  any
	HTTPChallengeProvider any
}

// SetTLSManager does nothing.
func (*Provider) SetTLSManager(*traefiktls.Manager) {}

// SetConfigListenerChan does nothing.
func (*Provider) SetConfigListenerChan(chan dynamic.Configuration) {}

// ListenConfiguration does nothing.
func (*Provider) ListenConfiguration(dynamic.Configuration) {}
