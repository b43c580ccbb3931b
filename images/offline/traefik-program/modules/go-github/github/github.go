// Package github stands in for the client with which Traefik looks for its own newer versions.
package github

import (
	"context"
	"errors"
	"net/http"
)

var errLeftOut = errors.New("this build of Traefik does not look for newer versions")

// Option configures nothing.
type Option func()

// WithURLs configures nothing.
func WithURLs(_, _ *string) Option { return func() {} }

// Client has no way out.
type Client struct {
	Repositories *RepositoriesService
}

// NewClient refuses.
func NewClient(...Option) (*Client, error) { return nil, errLeftOut }

// RepositoriesService has no way out.
type RepositoriesService struct{}

// ListOptions is never used.
type ListOptions struct{}

// RepositoryRelease is never made.
type RepositoryRelease struct {
	TagName string
}

// Response is never made.
type Response struct {
	*http.Response
}

// ListReleases refuses.
func (*RepositoriesService) ListReleases(context.Context, string, string, *ListOptions) ([]*RepositoryRelease, *Response, error) {
	return nil, nil, errLeftOut
}
