FROM fedora:43
RUN set -eux; \
	rpmArch="$(rpm --query --queryformat='%{ARCH}' rpm)"; \
	case "$rpmArch" in \
		aarch64) dpkgArch='arm64'; sha256='eae1d3aa50c48fb23b8cbdf4e369d0910dfc538566bfd09df89a774aa84a48b9' ;; \
		armv7*) dpkgArch='armhf'; sha256='5a9b35f09ad2fb5d08f11ceb84407803a1deff96cbdc0d1222f9f8323f3f8ad4' ;; \
		ppc64le) dpkgArch='ppc64el'; sha256='3f658420974768e40810001a038c29d003728c5fe86da211cff5059e48cfdfde' ;; \
		s390x|riscv64) dpkgArch="$rpmArch"; sha256='931b70a182af879ca249ae9de87ef68423121b38d235c78997fafc680ceab32d' ;; \
		x86_64) dpkgArch=; sha256='93dcc18adc78c65a028a84799ecf8ad40c936fdfc5f2a57b1acda5a8117fa82c' ;; \
		*) echo >&2 "error: unknown/unsupported architecture '$rpmArch'"; exit 1 ;; \
	esac; \
	curl -fL -o /tini "https://github.com/krallin/tini/releases/download/v0.19.0/tini${dpkgArch:+-$dpkgArch}"; \
	echo "$sha256 */tini" | sha256sum -c -; \
	chmod +x /tini
