FROM almalinux:9
RUN echo -e "[tools]\nname=Tools\nbaseurl=https://packages.example.com/el/9/x86_64/\ngpgcheck=0" > /etc/yum.repos.d/tools.repo
RUN cat <<EOF > /etc/yum.repos.d/more.repo
[more]
name=More
baseurl=https://packages.example.com/more/x86_64
EOF
COPY <<EOF /etc/yum.repos.d/third.repo
[third]
baseurl = https://packages.example.com/third/x86_64
EOF
