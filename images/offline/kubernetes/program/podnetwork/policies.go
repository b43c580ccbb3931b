package podnetwork

import (
	"context"
	"fmt"
	"log/slog"

	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"sigs.k8s.io/kube-network-policies/pkg/networkpolicy"
)

const (
	// Names what the engine sets up in nftables, and the queue in which the kernel asks it about the first packet of a connection.
	policyTable = "cndjp2-network-policies"
	policyQueue = 101
)

// enforcePolicies makes NetworkPolicies take effect on the pods of this node, from when the factory is started until the context
// ends. A node whose kernel cannot do that is still a node: what lacks then is in the log.
//
// Connections that begin while the engine does not run are let through, as by kind's own network: without that, a node that
// starts would have to wait for it.
func enforcePolicies(ctx context.Context, client kubernetes.Interface, factory informers.SharedInformerFactory, node string) error {
	engine, err := networkpolicy.NewController(
		client,
		factory.Networking().V1().NetworkPolicies(),
		factory.Core().V1().Namespaces(),
		factory.Core().V1().Pods(),
		nil, nil, nil, nil, // only for AdminNetworkPolicies, which are of another API
		networkpolicy.Config{FailOpen: true, QueueID: policyQueue, NodeName: node, NFTableName: policyTable},
	)
	if err != nil {
		return fmt.Errorf("make the engine of network policies: %w", err)
	}
	go func() {
		if err := engine.Run(ctx); err != nil {
			slog.Error("network policies are not enforced", "error", err)
		}
	}()
	return nil
}
