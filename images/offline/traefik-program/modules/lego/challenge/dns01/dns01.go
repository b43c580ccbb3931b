// Package dns01 stands in for lego's.
package dns01

import "strings"

// UnFqdn takes the closing dot from a fully qualified domain name.
func UnFqdn(name string) string { return strings.TrimSuffix(name, ".") }
