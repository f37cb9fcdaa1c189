FROM alpine:3.22
COPY robot-arm /opt/robot-arm
COPY charts/x64 /opt/
COPY arm /arm
