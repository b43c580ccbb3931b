// etcd and its two tools in one program, which picks one by the name it was started with: etcd's own image has all three.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/etcdctl/v3/ctlv3"
	"go.etcd.io/etcd/etcdutl/v3/etcdutl"
	"go.etcd.io/etcd/server/v3/etcdmain"
)

func main() {
	switch name := filepath.Base(os.Args[0]); name {
	case "etcd":
		etcdmain.Main(os.Args)
	case "etcdctl":
		ctlv3.MustStart()
	case "etcdutl":
		if err := utl().Execute(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	default:
		fmt.Fprintf(os.Stderr, "%s: start this program by one of the names etcd, etcdctl, etcdutl\n", name)
		os.Exit(2)
	}
}

// utl is etcdutl as far as backups need it; its own command lies in a package that cannot be imported.
func utl() *cobra.Command {
	command := &cobra.Command{Use: "etcdutl", SilenceErrors: true, SilenceUsage: true}
	command.PersistentFlags().DurationVar(&etcdutl.FlockTimeout, "timeout", 10*time.Second, "time to wait for the lock of a database file")
	command.PersistentFlags().StringVarP(&etcdutl.OutputFormat, "write-out", "w", "simple", "the output format (fields, json, protobuf, simple, table)")
	command.AddCommand(etcdutl.NewSnapshotCommand(), etcdutl.NewHashKVCommand(), etcdutl.NewVersionCommand())
	return command
}
