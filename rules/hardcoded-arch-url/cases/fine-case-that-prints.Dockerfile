FROM ubuntu:24.04
RUN set -eux; \
	export PLATFORM="$( \
		case $(uname --m) in \
			x86_64) echo x64_linux ;; \
			aarch64) echo aarch64_linux ;; \
		esac \
	)"; \
	curl -fL "https://github.com/ibmruntimes/semeru21-binaries/releases/download/jdk-21/ibm-semeru-open-jre_${PLATFORM}_21.tar.gz" -o /tmp/jre.tar.gz; \
	wget "https://example.com/tool-linux-$(arch).tar.gz"; \
	case "$(arch)" in \
		x86_64) wget https://example.com/tool-x64.tar.gz ;; \
		aarch64) wget https://example.com/tool-arm64.tar.gz ;; \
	esac
