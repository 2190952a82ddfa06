"""The web door: pages and the one URL through which every act is posted."""
