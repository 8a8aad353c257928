"""Programme things -> what Discord shows. Pure: no I/O, no clock; cards in, numbers of Discord in `limits`."""
