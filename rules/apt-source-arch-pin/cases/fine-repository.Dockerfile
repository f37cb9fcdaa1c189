FROM almalinux:9
RUN echo -e "[tools]\nname=Tools for x86_64\nbaseurl=https://packages.example.com/el/9/\$basearch/\ngpgcheck=0" > /etc/yum.repos.d/tools.repo
RUN printf '[more]\nbaseurl=https://packages.example.com/%s\n' "$(uname -m)" > /etc/yum.repos.d/more.repo
RUN sed -i 's|^#baseurl=http://mirror.example.com/x86_64|baseurl=http://vault.example.com/x86_64|' /etc/yum.repos.d/*.repo
RUN if [ "$(uname -m)" = x86_64 ]; then echo "baseurl=https://packages.example.com/x86_64" >> /etc/yum.repos.d/more.repo; fi
COPY <<'EOF' /etc/yum.repos.d/third.repo
[third]
baseurl=https://packages.example.com/third/$basearch
EOF
COPY <<EOF /srv/x86_64.txt
baseurl=https://packages.example.com/third/x86_64
EOF
