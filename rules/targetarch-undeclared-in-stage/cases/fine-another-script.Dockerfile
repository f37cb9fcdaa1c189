FROM alpine:3.22
COPY env.sh /
RUN . /env.sh && wget -O /bin/tool https://dl.example.com/tool-$TARGETARCH
RUN set -a; source /env.sh; wget -O /bin/tool https://dl.example.com/tool-$TARGETARCH
RUN eval "$(/env.sh print)" && wget -O /bin/tool https://dl.example.com/tool-$TARGETARCH
