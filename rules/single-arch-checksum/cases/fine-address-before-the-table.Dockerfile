FROM debian:bookworm-slim
ENV JULIA_VERSION 1.11.9
RUN set -eux; \
	ARCH="$(dpkg-architecture --query DEB_BUILD_GNU_CPU)"; \
	url="https://downloads.sourceforge.net/project/sbcl/sbcl-2.4.0-$ARCH-linux-binary.tar.bz2"; \
	case "$ARCH" in \
		aarch64) sha256='a2071f0654d1d6af4381cba650b9f790f5f8bb7a570e51e378de8bcf67ff623e' ;; \
		x86_64) sha256='b36363356d7a05eaf8b7b9e7a91c710f6bd3d2940be4d4e6d14b9a9f2927de35' ;; \
		*) echo >&2 "error: no binaries for $ARCH"; exit 1 ;; \
	esac; \
	curl -fL -o sbcl.tar.bz2 "$url"; \
	echo "$sha256 *sbcl.tar.bz2" | sha256sum --strict --check -
