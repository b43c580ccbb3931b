// Package podnetwork is the cluster's pod network: on each node it writes the CNI configuration for the node's own pod addresses, keeps one
// route to every other node's, lets pods reach the world under the node's address, and enforces NetworkPolicies.
//
// The nodes of a kind cluster share one network, so plain routes serve: nothing is tunnelled.
package podnetwork

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	listers "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
)

const (
	// Routes and rules are set again this often even when no node changed: somebody may have flushed them.
	resync = 30 * time.Second
	// After a failure, such as a lock of iptables that another program held.
	again       = time.Second
	dialTimeout = 5 * time.Second
)

// Main runs until it is told to stop and returns the exit code.
func Main() int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		slog.Error("the pod network stopped", "error", err)
		return 1
	}
	return 0
}

func run(ctx context.Context) error {
	self := os.Getenv("NODE_NAME")
	podSubnet := os.Getenv("POD_SUBNET")
	if self == "" || podSubnet == "" {
		return errors.New("NODE_NAME and POD_SUBNET must be set")
	}
	config, err := rest.InClusterConfig()
	if err != nil {
		return fmt.Errorf("read the service account: %w", err)
	}
	// Given by kind. The Service's address means nothing yet: until kube-proxy has set its rules, it leads out of the cluster.
	if endpoint := os.Getenv("CONTROL_PLANE_ENDPOINT"); endpoint != "" {
		config.Host = "https://" + endpoint
	}
	config.Dial = (&net.Dialer{Timeout: dialTimeout, KeepAlive: resync}).DialContext
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return fmt.Errorf("make a client: %w", err)
	}

	changed := make(chan struct{}, 1)
	factory := informers.NewSharedInformerFactory(client, 0)
	nodes := factory.Core().V1().Nodes()
	if _, err := nodes.Informer().AddEventHandler(notify(changed)); err != nil {
		return fmt.Errorf("watch nodes: %w", err)
	}
	if err := enforcePolicies(ctx, client, factory, self); err != nil {
		return err
	}
	factory.Start(ctx.Done())
	defer factory.Shutdown()
	// A list with some of the nodes would take away the routes to the others.
	if !cache.WaitForCacheSync(ctx.Done(), nodes.Informer().HasSynced) {
		return nil
	}

	for {
		wait := resync
		if err := apply(nodes.Lister(), self, podSubnet); err != nil {
			slog.Error("not applied, trying again", "error", err)
			wait = again
		}
		select {
		case <-ctx.Done():
			return nil
		case <-changed:
		case <-time.After(wait):
		}
	}
}

// notify puts one mark into the channel whatever happens to a node, and none when a mark is already there.
func notify(changed chan<- struct{}) cache.ResourceEventHandler {
	mark := func() {
		select {
		case changed <- struct{}{}:
		default:
		}
	}
	return cache.ResourceEventHandlerFuncs{
		AddFunc:    func(any) { mark() },
		DeleteFunc: func(any) { mark() },
		UpdateFunc: func(before, after any) {
			// The kubelet reports its node's status every few seconds: only addresses count here.
			if placeOf(before.(*corev1.Node)) != placeOf(after.(*corev1.Node)) {
				mark()
			}
		},
	}
}

// place is all that routing needs to know of a node.
type place struct {
	pods    string // its pods' addresses, such as 10.244.1.0/24; empty until the controller manager has given them
	address string
}

func placeOf(node *corev1.Node) place {
	found := place{pods: node.Spec.PodCIDR}
	for _, each := range node.Status.Addresses {
		if each.Type == corev1.NodeInternalIP {
			found.address = each.Address
			break
		}
	}
	return found
}

func apply(lister listers.NodeLister, self, podSubnet string) error {
	nodes, err := lister.List(labels.Everything())
	if err != nil {
		return err
	}
	var problems []error
	others := map[string]string{}
	for _, node := range nodes {
		here := placeOf(node)
		switch {
		case here.pods == "":
		case node.Name == self:
			problems = append(problems, writeNetworkConfig(here.pods))
		case here.address != "":
			others[here.pods] = here.address
		}
	}
	problems = append(problems, routeTo(others), masquerade(podSubnet))
	return errors.Join(problems...)
}
