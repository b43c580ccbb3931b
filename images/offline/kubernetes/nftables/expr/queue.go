package expr

import (
	"encoding/binary"
	"errors"

	"github.com/google/nftables/xt"
)

// QueueFlag as the kernel's NFT_QUEUE_FLAG_*; the flags of the xtables target have the same values.
type QueueFlag uint16

// QueueFlagBypass lets packets through while nobody listens to the queue.
const QueueFlagBypass QueueFlag = 1

// Queue hands a packet over to a program, which decides about it.
//
// It takes the place of nftables' own file of this name: nf_tables' queue expression is not in every kernel (NFT_QUEUE), and one that
// lacks it refuses all rules of the transaction. The target NFQUEUE of xtables does the same, and more kernels have it.
type Queue struct {
	Num   uint16
	Total uint16
	Flag  QueueFlag
}

func (e *Queue) target() *Target {
	// struct xt_NFQ_info_v3: number of the queue, how many queues there are, flags, padding to the alignment of xtables.
	info := make(xt.Unknown, 8)
	for i, value := range []uint16{e.Num, max(e.Total, 1), uint16(e.Flag)} {
		binary.NativeEndian.PutUint16(info[2*i:], value)
	}
	return &Target{Name: "NFQUEUE", Rev: 3, Info: &info}
}

func (e *Queue) marshal(fam byte) ([]byte, error) {
	return e.target().marshal(fam)
}

func (e *Queue) marshalData(fam byte) ([]byte, error) {
	return e.target().marshalData(fam)
}

func (e *Queue) unmarshal(byte, []byte) error {
	return errors.New("rules with a queue are only written, never read")
}
