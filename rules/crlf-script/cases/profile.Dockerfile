FROM debian:trixie
COPY env /etc/profile.d/env.sh
CMD ["bash", "-l"]
