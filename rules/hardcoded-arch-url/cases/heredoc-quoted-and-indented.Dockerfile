FROM alpine:3.22
RUN <<-'EOF'
	version=1.2.3
	wget -O /tmp/x.tgz "https://example.com/$version/x-linux-aarch64.tgz"
	EOF
