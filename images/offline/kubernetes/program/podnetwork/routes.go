package podnetwork

import (
	"errors"
	"fmt"
	"log/slog"
	"net"

	"github.com/vishvananda/netlink"
)

// Marks our routes, so that only ours are ever taken away (iproute2's rt_protos names those that others use).
const protocol = netlink.RouteProtocol(120)

// routeTo leaves exactly one route of ours for each entry: pod addresses to the address of the node that has them.
func routeTo(wanted map[string]string) error {
	present, err := netlink.RouteListFiltered(netlink.FAMILY_V4, &netlink.Route{Protocol: protocol}, netlink.RT_FILTER_PROTOCOL)
	if err != nil {
		return fmt.Errorf("list routes: %w", err)
	}
	var problems []error
	done := map[string]bool{}
	for _, route := range present {
		pods := route.Dst.String()
		if wanted[pods] == route.Gw.String() {
			done[pods] = true
			continue
		}
		if _, replaced := wanted[pods]; replaced {
			continue // RouteReplace changes it in place, without a moment between
		}
		if err := netlink.RouteDel(&route); err != nil {
			problems = append(problems, fmt.Errorf("remove the route to %s: %w", pods, err))
			continue
		}
		slog.Info("removed a route", "pods", pods)
	}
	for pods, address := range wanted {
		if done[pods] {
			continue
		}
		_, subnet, err := net.ParseCIDR(pods)
		if err != nil {
			problems = append(problems, fmt.Errorf("a node's podCIDR: %w", err))
			continue
		}
		route := &netlink.Route{Dst: subnet, Gw: net.ParseIP(address), Protocol: protocol}
		if err := netlink.RouteReplace(route); err != nil {
			problems = append(problems, fmt.Errorf("set the route to %s by %s: %w", pods, address, err))
			continue
		}
		slog.Info("set a route", "pods", pods, "by", address)
	}
	return errors.Join(problems...)
}
