// The process that holds a pod's namespaces open: it collects the children that nobody waits for, until it is told to go.
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	// One slot a signal: SIGCHLD may be merged, so every arrival collects all that are there.
	signals := make(chan os.Signal, 16)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGCHLD)
	for each := range signals {
		if each != syscall.SIGCHLD {
			return
		}
		for {
			if child, err := syscall.Wait4(-1, nil, syscall.WNOHANG, nil); child <= 0 || err != nil {
				break
			}
		}
	}
}
