FROM debian:bookworm-slim
ENV VERSION=1.1.4
RUN curl -sSL "https://ricochet.example/releases/${VERSION}/ricochet-${VERSION}-linux-x86_64.tar.bz2" -o /tmp/r.tar.bz2 \
	&& curl -sSL "https://ricochet.example/releases/${VERSION}/ricochet-${VERSION}-linux-x86_64.tar.bz2.asc" -o /tmp/r.tar.bz2.asc \
	&& gpg --batch --verify /tmp/r.tar.bz2.asc /tmp/r.tar.bz2
RUN curl -sSOL "https://dist.example.org/browser/${VERSION}/browser-linux64-${VERSION}_en-US.tar.xz" \
	&& curl -sSOL "https://www.example.org/dist/browser/${VERSION}/browser-linux64-${VERSION}_en-US.tar.xz.asc"
