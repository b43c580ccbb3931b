package podnetwork

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/vishvananda/netlink"
)

// The file that containerd reads; sorted first, so that no other configuration on the node wins.
const configFile = "/etc/cni/net.d/10-cndjp2.conflist"

// writeNetworkConfig says how a pod of this node gets its address and its way out: a veth pair without a bridge, so
// that traffic between two pods of one node is routed too and meets the rules of Services.
func writeNetworkConfig(pods string) error {
	mtu, err := defaultMTU()
	if err != nil {
		return fmt.Errorf("find the MTU: %w", err)
	}
	content, err := json.MarshalIndent(map[string]any{
		"cniVersion": "1.0.0",
		"name":       "cndjp2",
		"plugins": []any{
			map[string]any{
				"type": "ptp",
				"mtu":  mtu,
				"ipam": map[string]any{
					"type":   "host-local",
					"ranges": []any{[]any{map[string]any{"subnet": pods}}},
					"routes": []any{map[string]any{"dst": "0.0.0.0/0"}},
					// Under /run: addresses of pods that a restart of the node ended are free again.
					"dataDir": "/run/cni-ipam-state",
				},
			},
			map[string]any{"type": "portmap", "capabilities": map[string]any{"portMappings": true}},
		},
	}, "", "  ")
	if err != nil {
		return err
	}
	if before, err := os.ReadFile(configFile); err == nil && string(before) == string(content) {
		return nil
	}
	// Written beside it and renamed: containerd watches the folder and would read half a file.
	draft := filepath.Join(filepath.Dir(configFile), ".cndjp2.draft")
	if err := os.WriteFile(draft, content, 0o644); err != nil {
		return err
	}
	if err := os.Rename(draft, configFile); err != nil {
		return err
	}
	slog.Info("wrote the CNI configuration", "pods", pods, "mtu", mtu)
	return nil
}

// defaultMTU is that of the link which the default route leaves by.
func defaultMTU() (int, error) {
	routes, err := netlink.RouteList(nil, netlink.FAMILY_V4)
	if err != nil {
		return 0, err
	}
	for _, route := range routes {
		if route.Dst != nil && !route.Dst.IP.IsUnspecified() {
			continue
		}
		link, err := netlink.LinkByIndex(route.LinkIndex)
		if err != nil {
			return 0, err
		}
		return link.Attrs().MTU, nil
	}
	return 1500, nil // no default route: a network cut off from the world, Ethernet's own size
}
