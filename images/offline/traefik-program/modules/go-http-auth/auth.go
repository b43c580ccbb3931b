// Package auth stands in for go-http-auth, whose fork that Traefik uses is not on the module proxy.
//
// Basic authentication knows bcrypt and {SHA} secrets; every other secret, and digest authentication altogether, is
// refused: what this build cannot check it does not let in.
package auth

import (
	"crypto/sha1"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"

	"golang.org/x/crypto/bcrypt"
)

// SecretProvider returns the secret of a user, or "" for an unknown one.
type SecretProvider func(user, realm string) string

// BasicAuth asks for a user name and a password.
type BasicAuth struct {
	Realm   string
	Secrets SecretProvider
}

// RequireAuth answers 401 and asks for credentials.
func (a *BasicAuth) RequireAuth(rw http.ResponseWriter, _ *http.Request) {
	challenge(rw, fmt.Sprintf("Basic realm=%q", a.Realm))
}

// CheckSecret tells whether the password belongs to the secret.
func CheckSecret(password, secret string) bool {
	if hash, ok := strings.CutPrefix(secret, "{SHA}"); ok {
		sum := sha1.Sum([]byte(password))
		return subtle.ConstantTimeCompare([]byte(hash), []byte(base64.StdEncoding.EncodeToString(sum[:]))) == 1
	}
	return bcrypt.CompareHashAndPassword([]byte(secret), []byte(password)) == nil
}

// DigestAuth lets nobody in.
type DigestAuth struct {
	realm string
}

// NewDigestAuthenticator returns an authenticator that lets nobody in.
func NewDigestAuthenticator(realm string, _ SecretProvider) *DigestAuth {
	return &DigestAuth{realm: realm}
}

// CheckAuth knows no user.
func (*DigestAuth) CheckAuth(*http.Request) (string, *string) { return "", nil }

// RequireAuth answers 401.
func (a *DigestAuth) RequireAuth(rw http.ResponseWriter, _ *http.Request) {
	challenge(rw, fmt.Sprintf("Digest realm=%q", a.realm))
}

// RequireAuthStale answers 401.
func (a *DigestAuth) RequireAuthStale(rw http.ResponseWriter, req *http.Request) {
	a.RequireAuth(rw, req)
}

// DigestAuthParams reads nothing.
func DigestAuthParams(string) map[string]string { return nil }

func challenge(rw http.ResponseWriter, value string) {
	rw.Header().Set("WWW-Authenticate", value)
	http.Error(rw, http.StatusText(http.StatusUnauthorized), http.StatusUnauthorized)
}
