FROM debian:13 AS build
RUN setcap -r /usr/bin/mpd
FROM debian:13-slim
COPY --from=build /usr/bin/mpd /usr/bin/mpd
