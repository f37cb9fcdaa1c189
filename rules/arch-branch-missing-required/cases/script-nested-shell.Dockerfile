FROM debian:bookworm-slim
RUN bash -c 'case "$(dpkg --print-architecture)" in amd64) echo a ;; *) exit 2 ;; esac'
