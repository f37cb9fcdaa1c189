FROM debian:bookworm-slim
RUN set -eux; \
	arch="$(dpkg --print-architecture | awk -F- '{ print $NF }')"; \
	case "$arch" in \
		'amd64'|'arm64') export BUILD_WITH_MODULES=yes ;; \
		*) echo >&2 "Modules are NOT supported on $arch"; export BUILD_WITH_MODULES=no ;; \
	esac; \
	case "$arch" in \
		amd64 | i386 | x32) flags="--with-lg-page=12" ;; \
		*) flags="--with-lg-page=16" ;; \
	esac; \
	sed -ri 's!cd jemalloc && ./configure !&'"$flags"' !' deps/Makefile; \
	make -j "$(nproc)" all
