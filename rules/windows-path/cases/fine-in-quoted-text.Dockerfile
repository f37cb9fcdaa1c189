FROM debian:trixie
RUN printf 'drive is C:\\x\n' > /etc/note && sed -i 's,C:\\a,b,' /etc/note
