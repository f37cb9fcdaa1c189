FROM diamol/base
RUN <<EOF python
apt-get update
EOF
RUN <<EOF
#!/usr/bin/env python3
print("apt-get update")
EOF
