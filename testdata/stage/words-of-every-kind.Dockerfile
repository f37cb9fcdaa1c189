# escape=`
FROM scratch
ARG N=1
WORKDIR /w$N
USER u$N
EXPOSE 80$N
VOLUME /v$N ["x"]
STOPSIGNAL SIG$N
ADD https://dl.example.com/a-$N /a`$N
COPY --chown=$N ["src $N", "/dst"]
