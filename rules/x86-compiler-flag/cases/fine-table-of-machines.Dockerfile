FROM alpine:3.22
RUN set -eux; \
	apkArch="$(apk --print-arch)"; \
	opensslExtraConfig=; \
	case "$apkArch" in \
		aarch64) opensslMachine='linux-aarch64' ;; \
		armhf) opensslMachine='linux-armv4'; opensslExtraConfig='-march=armv6+fp' ;; \
		armv7) opensslMachine='linux-armv4'; opensslExtraConfig='-march=armv7-a+fp' ;; \
		ppc64le) opensslMachine='linux-ppc64le' ;; \
		riscv64) opensslMachine='linux64-riscv64' ;; \
		s390x) opensslMachine='linux64-s390x' ;; \
		x86) opensslMachine='linux-x86'; opensslExtraConfig='-m32' ;; \
		x86_64) opensslMachine='linux-x86_64'; opensslExtraConfig='-march=x86-64-v2' ;; \
		*) echo >&2 "error: unsupported arch: '$apkArch'"; exit 1 ;; \
	esac; \
	./Configure "$opensslMachine" ${opensslExtraConfig:-}; \
	make CFLAGS="-O2 $opensslExtraConfig"; \
	jitFlag=; \
	case "$apkArch" in \
		x86_64 | aarch64) jitFlag='--enable-jit' ;; \
	esac; \
	./configure $jitFlag
