package podnetwork

import (
	"fmt"
	"os/exec"
	"strings"
)

const chain = "CNDJP2-MASQUERADE"

// masquerade gives traffic from pods to anything that is no pod the node's own address; pods see each other's real
// addresses, on whichever node they are.
func masquerade(podSubnet string) error {
	rules := strings.Join([]string{
		"*nat",
		":" + chain + " - [0:0]",
		"-A " + chain + " -d " + podSubnet + " -j RETURN",
		"-A " + chain + " -m addrtype --dst-type LOCAL -j RETURN",
		"-A " + chain + " -j MASQUERADE",
		"COMMIT",
		"",
	}, "\n")
	// Naming the chain empties it first, and the whole is one transaction: it can be said again and again.
	if err := iptables("iptables-restore", rules, "--noflush", "--wait", "5"); err != nil {
		return err
	}
	jump := []string{"POSTROUTING", "-s", podSubnet, "-m", "comment", "--comment", "pods to the world", "-j", chain}
	if iptables("iptables", "", append([]string{"--wait", "5", "-t", "nat", "-C"}, jump...)...) == nil {
		return nil
	}
	return iptables("iptables", "", append([]string{"--wait", "5", "-t", "nat", "-A"}, jump...)...)
}

func iptables(program, input string, args ...string) error {
	command := exec.Command(program, args...)
	command.Stdin = strings.NewReader(input)
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w: %s", program, strings.Join(args, " "), err, strings.TrimSpace(string(output)))
	}
	return nil
}
