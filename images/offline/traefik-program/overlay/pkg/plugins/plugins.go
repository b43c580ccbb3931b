// Package plugins is left out of this build of Traefik, but for the types of its configuration.
package plugins

import (
	"context"
	"net/http"

	"github.com/traefik/traefik/v3/pkg/provider"
	"github.com/traefik/traefik/v3/pkg/provider/absent"
)

// Constructor creates a plugin's handler.
type Constructor func(context.Context, http.Handler) (http.Handler, error)

// RegistryDownloaderOptions are those of the downloader.
type RegistryDownloaderOptions struct {
	HTTPClient   *http.Client
	ArchivesPath string
}

// RegistryDownloader downloads nothing.
type RegistryDownloader struct{}

// NewRegistryDownloader refuses.
func NewRegistryDownloader(RegistryDownloaderOptions) (*RegistryDownloader, error) {
	return nil, absent.ErrLeftOut
}

// ManagerOptions are those of the manager.
type ManagerOptions struct {
	Output string
}

// Manager manages nothing.
type Manager struct{}

// NewManager refuses.
func NewManager(*RegistryDownloader, ManagerOptions) (*Manager, error) { return nil, absent.ErrLeftOut }

// SetupRemotePlugins refuses.
func SetupRemotePlugins(*Manager, map[string]Descriptor) error { return absent.ErrLeftOut }

// SetupLocalPlugins refuses.
func SetupLocalPlugins(map[string]LocalDescriptor) error { return absent.ErrLeftOut }

// Builder builds nothing.
type Builder struct{}

// NewBuilder returns a builder that refuses each plugin by itself: Traefik asks for one even without plugins.
func NewBuilder(*Manager, map[string]Descriptor, map[string]LocalDescriptor) (*Builder, error) {
	return &Builder{}, nil
}

// Build refuses.
func (*Builder) Build(string, map[string]any, string) (Constructor, error) {
	return nil, absent.ErrLeftOut
}

// BuildProvider refuses.
func (*Builder) BuildProvider(string, map[string]any) (provider.Provider, error) {
	return nil, absent.ErrLeftOut
}
