FROM a
ADD --checksum=sha256:abc --keep-git-dir=true --unpack=FALSE --link https://x /y
