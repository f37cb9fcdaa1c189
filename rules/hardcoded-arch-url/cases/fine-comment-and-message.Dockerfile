FROM alpine:3.22
# wget https://example.com/x-amd64
RUN echo "to get it, wget https://example.com/x-amd64.tgz"; \
    # curl https://example.com/x-x86_64
    printf '%s\n' 'curl https://example.com/x-linux-amd64' > /usr/share/help.txt; \
    cat /etc/motd
RUN cat > /etc/motd <<EOF
wget https://example.com/x-amd64
EOF
