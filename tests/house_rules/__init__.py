"""What the whole project holds to, whoever writes: names, lengths, words, floors, locks and promises of the README."""
