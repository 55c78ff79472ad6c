"""The passphrase of every file that is measured; the peers that cannot open one get the same file without.

It stands by itself because who types it must not import more."""

PASSPHRASE = "ein Kennwort zum Messen"
