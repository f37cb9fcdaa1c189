FROM alpine:3.22
RUN pick() { case "$(uname -m)" in x86_64) echo amd64 ;; *) return 1 ;; esac; }; \
    name=$(pick) && echo "$name"
