FROM debian:bookworm-slim
RUN set -eux; \
	arch="$(dpkg --print-architecture)"; \
	case "$arch" in \
		'amd64') \
			loader=/lib64/ld-linux-x86-64.so.2; triplet=x86_64-linux-gnu; SDK_ARCH="x64"; bits=linux64; \
			url='https://julialang-s3.julialang.org/bin/linux/x64/1.11/julia-1.11.9-linux-x86_64.tar.gz'; \
			;; \
		'i386') \
			loader=/lib/ld-linux.so.2; triplet=i386-linux-gnu; SDK_ARCH="x86"; bits=linux32; \
			url='https://julialang-s3.julialang.org/bin/linux/x86/1.11/julia-1.11.9-linux-i686.tar.gz'; \
			;; \
		'arm64') \
			loader=/lib/ld-linux-aarch64.so.1; triplet=aarch64-linux-gnu; SDK_ARCH="arm64"; bits=linuxarm64; \
			url='https://julialang-s3.julialang.org/bin/linux/aarch64/1.11/julia-1.11.9-linux-aarch64.tar.gz'; \
			;; \
		*) echo >&2 "error: current architecture ($arch) does not have a corresponding Julia binary release"; exit 1 ;; \
	esac; \
	ls -l "$loader" "/usr/lib/$triplet"; \
	curl -fL -o julia.tar.gz "$url"; \
	curl -fL -o sdk.zip "https://example.com/sdk-$SDK_ARCH.zip"; \
	curl -fL -o chrome.zip "https://example.com/$bits/driver.zip"
