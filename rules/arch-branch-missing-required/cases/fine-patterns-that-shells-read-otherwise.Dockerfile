FROM debian:bookworm-slim
SHELL ["/bin/bash", "-c"]
ARG TARGETARCH
RUN RE="^a.*64$"; if [[ $TARGETARCH =~ "$RE" ]]; then exit 1; fi
RUN if ! [[ $TARGETARCH =~ ^\w+$ ]]; then echo ok; else exit 0; fi
RUN if [[ $TARGETARCH =~ ^\w+$ ]]; then exit 1; fi
RUN if echo "$TARGETARCH" | grep -qE "^(amd|arm).+?$"; then echo ok; else exit 1; fi
RUN if echo "$TARGETARCH" | grep -qP "\<arm|amd"; then echo ok; else exit 1; fi
RUN shopt -s nocasematch; if [[ $TARGETARCH =~ ^(ARM64|AMD64)$ ]]; then echo ok; else exit 1; fi
